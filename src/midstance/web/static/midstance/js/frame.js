// @ts-check
/** What every page does: the service worker is registered, so that the app works without a network. */
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => {
    // Without it the pages work all the same, only not offline.
  });
}
