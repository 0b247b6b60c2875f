"""The words of the field as frozen structs; imports only msgspec and the standard library."""
