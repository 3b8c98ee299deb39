// A picture of connections that is wider than its frame begins at its middle, where the record is.
(() => {
  const start = () => {
    for (const frame of document.querySelectorAll(".bk-graph")) {
      frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
  else start()
  if (window.document$) window.document$.subscribe(start)
})();
