// What is wider than its frame can be moved by keys: whoever tabs along stops at it.
(() => {
  const article = document.querySelector("article")
  if (!article) return
  const reach = () => {
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0
      else frame.removeAttribute("tabindex")
    }
  }
  new ResizeObserver(reach).observe(article)
})();
