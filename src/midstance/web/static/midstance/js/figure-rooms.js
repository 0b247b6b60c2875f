// @ts-check
/** A figure that cannot be had leaves its room empty instead of showing a broken image. */

/** @param {EventTarget | null} target */
function clear(target) {
  if (target instanceof HTMLImageElement && target.classList.contains("figure-room")) target.classList.add("no-figure");
}

document.addEventListener("error", (event) => clear(event.target), true);
for (const image of document.querySelectorAll("img.figure-room")) {
  if (image instanceof HTMLImageElement && image.complete && image.naturalWidth === 0) clear(image);
}
