// @ts-check
/** The runner's time zone, so that sessions stand at the right hour; without it the machine's own is taken. */
const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-zone]"));
if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
