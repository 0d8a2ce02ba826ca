// When charts are drawn: what can be seen first, the rest right after it, and never two for nothing.

let plotly = null

// plotly.js is on its way since the first page (access/first_page.py); rejects where it did not come.
export function plotlyReady() {
  plotly ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly)
    const script = document.getElementById("plotly")
    if (!script) return reject(new Error("The page does not load plotly.js."))
    script.addEventListener("load", () => resolve(window.Plotly))
    script.addEventListener("error", () => reject(new Error("plotly.js did not come.")))
  })
  return plotly
}

const waiting = new Map()
let isRunning = false

// `draw` is called once, soon; a later call for the same element takes the place of one that still waits.
export function drawSoon(element, draw) {
  if (isSeen(element)) {
    waiting.delete(element)
    draw()
    return
  }
  waiting.set(element, draw)
  if (!isRunning) {
    isRunning = true
    requestAnimationFrame(() => setTimeout(drawNext))
  }
}

export function forget(element) {
  waiting.delete(element)
}

function drawNext() {
  const next = [...waiting.keys()].find(isSeen) ?? waiting.keys().next().value
  if (next === undefined) {
    isRunning = false
    return
  }
  const draw = waiting.get(next)
  waiting.delete(next)
  draw()
  setTimeout(drawNext)
}

function isSeen(element) {
  const box = element.getBoundingClientRect()
  return box.bottom > 0 && box.top < innerHeight
}
