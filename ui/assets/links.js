// Ways within the application: the whole state of a screen stands in its address, so that going on is going to an address.

// Streamlit follows an address that the browser's history brings; anything else is left to the browser (a new tab).
export function follow(href, event) {
  const url = new URL(href, document.baseURI)
  if (event && (event.ctrlKey || event.metaKey || event.shiftKey)) {
    open(url)
    return
  }
  history.pushState({}, "", url)
  dispatchEvent(new PopStateEvent("popstate"))
}

// `link` is the address with a place for the code of what was clicked.
export function hrefOf(link, code) {
  return link.replace("{code}", encodeURIComponent(code))
}
