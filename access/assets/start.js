// Runs before everything else on the page. `words` stands before this text when it is served: the languages, and for
// each place of Streamlit's own frame what it may say there, in each of them (access/frame_words.py).
const here = new URL("./", document.baseURI).href
window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: here, MAIN_PAGE_BASE_URL: here }
// Streamlit says this in the page itself, where a Content-Security-Policy would forbid it.
window.prerenderReady = false

// Where the stream is cut, the session may have come to its end: then the page leads to the door, and from there back
// to this very screen. What else can cut it, Streamlit mends or tells.
window.WebSocket = class extends WebSocket {
  constructor(...to) {
    super(...to)
    if (this.url.endsWith("/_stcore/stream")) this.addEventListener("close", leaveWhenSignedOut)
  }
}
async function leaveWhenSignedOut() {
  const answer = await fetch(`${here}sign-in/known`).catch(() => null)
  if (!answer?.ok || (await answer.json()).known) return
  const wanted = new URLSearchParams({ next: location.pathname + location.search, lang: root.lang, told: "ended" })
  location.replace(`${here}sign-in?${wanted}`)
}

// The reader alone decides where he goes; Streamlit follows an address that the history brings, without loading itself
// anew. What it would write there of its own accord is dropped: when somebody goes Back while a run is still answering,
// that would be the page he has just left, as two more steps of his history.
const write = history.pushState.bind(history)
history.pushState = () => {}
document.addEventListener("go", event => {
  write({}, "", event.detail)
  dispatchEvent(new PopStateEvent("popstate"))
})

// What a button did has led on already: only the history is to follow (ui/assets/step.js).
document.addEventListener("gone", event => write({}, "", event.detail))

// Links in our own HTML.
document.addEventListener("click", event => {
  const link = event.target.closest?.("a.go")
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  document.dispatchEvent(new CustomEvent("go", { detail: link.href }))
})

// The page speaks the language of its address also when that changes without a reload; an address without one
// speaks the language in which the page was served.
const root = document.documentElement
const served = root.lang
const replace = history.replaceState.bind(history)
history.replaceState = (...to) => {
  replace(...to)
  speak()
}
addEventListener("popstate", () => speak())
function speak() {
  const asked = new URLSearchParams(location.search).get("lang")
  const language = words.languages.includes(asked) ? asked : served
  if (language !== root.lang) {
    root.lang = language
    translateWithin(root)
  }
}

// Streamlit's own frame speaks English only. Each rule names nodes of that frame, so that no word of the plan is ever
// touched; a sentence is known in all languages, so that the frame can be led from any of them to any other.
const places = words.rules.map(rule => rule.where).join(", ")
const rules = words.rules.map(rule => ({
  ...rule,
  exact: new Map(rule.said.flatMap(said => said.map(sentence => [sentence, said]))),
  patterns: rule.said.filter(said => said[0].includes("{")).flatMap(said => said.map(one => [patternOf(one), said])),
}))

function patternOf(sentence) {
  const parts = sentence.split(/\{(\w+)\}/)
  const plain = part => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  return new RegExp(`^${parts.map((part, n) => (n % 2 ? `(?<${part}>.+)` : plain(part))).join("")}$`, "s")
}

function sayAgain(rule, text) {
  const language = words.languages.indexOf(root.lang)
  const known = rule.exact.get(text)
  if (known) return known[language]
  for (const [pattern, said] of rule.patterns) {
    const found = pattern.exec(text)
    if (found) return said[language].replace(/\{(\w+)\}/g, (_, name) => found.groups[name])
  }
  return text
}

function translate(element) {
  for (const rule of rules) {
    if (!element.matches(rule.where)) continue
    if (rule.place === "text") {
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue
        const said = sayAgain(rule, node.data)
        if (said !== node.data) node.data = said
      }
    } else if (element.hasAttribute(rule.place)) {
      const said = sayAgain(rule, element.getAttribute(rule.place))
      if (said !== element.getAttribute(rule.place)) element.setAttribute(rule.place, said)
    }
  }
}

function translateWithin(element) {
  if (element.matches(places)) translate(element)
  for (const inner of element.querySelectorAll(places)) translate(inner)
}

new MutationObserver(changes => {
  for (const change of changes) {
    const element = change.target.nodeType === Node.ELEMENT_NODE ? change.target : change.target.parentElement
    // Charts make drawings of thousands of nodes, and none of them speaks for the frame.
    if (element instanceof SVGElement) continue
    if (element?.matches(places)) translate(element)
    for (const added of change.addedNodes) if (added instanceof HTMLElement) translateWithin(added)
  }
}).observe(root, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ["aria-label", "title", "placeholder"],
})

// The version under the menu is paler than 4.5:1 on the light ground.
const mended = new CSSStyleSheet()
mended.replaceSync('[data-testid="stMainMenuPopover"] :not([role="menu"] *) { color: inherit !important; }')
document.adoptedStyleSheets = [...document.adoptedStyleSheets, mended]
