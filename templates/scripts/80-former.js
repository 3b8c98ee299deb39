// Who follows a link to a place on a page that moved is led to that place.
(() => {
  const way = document.querySelector('article meta[http-equiv="refresh"], [role="main"] meta[http-equiv="refresh"]')
  if (!way || !location.hash) return
  const target = way.content.slice(way.content.indexOf("url=") + 4)
  way.remove()
  location.replace(target + location.hash)
})();
