// @ts-check
/** The runner's time zone, so that sessions stand at the right hour; without it the machine's own is taken. */
for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-zone]"))) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
/** Where roads are measured in miles they are offered first; whoever runs in kilometres taps once. */
const miles = /-(US|LR)$/.test(navigator.language);
if (miles && document.querySelector("[data-new]")) {
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name='unit']"))) {
    if (field.type === "hidden") field.value = "mi";
    else field.checked = field.value === "mi";
  }
}
