// When charts are drawn: what can be seen first, the rest right after it, and never two for nothing.

let coming = null

// plotly.js is on its way since the first page (access/first_page.py); rejects where it did not come.
export function plotlyReady() {
  coming ??= new Promise((resolve, reject) => {
    const come = () => resolve(quickened(window.Plotly))
    const script = document.getElementById("plotly")
    if (window.Plotly) come()
    else if (!script) reject(new Error("The page does not load plotly.js."))
    else {
      script.addEventListener("load", come)
      script.addEventListener("error", () => reject(new Error("plotly.js did not come.")))
    }
  })
  return coming
}

// To tell who clicked where, plotly.js looks at every drawing for everything of a trace that might be a list, which
// takes a third of its time. We ask a click for its customdata and nothing else.
function quickened(plotly) {
  plotly.PlotSchema.findArrayAttributes = (trace) => (Array.isArray(trace.customdata) ? ["customdata"] : [])
  return plotly
}

const waiting = new Set()
let isAsked = false

// A chart is drawn once, soon. All that can be seen is drawn in one go, and measured before anything is drawn, so that
// the page is laid out and painted once; the rest follows that paint in another go.
export function drawSoon(chart) {
  waiting.add(chart)
  if (isAsked) return
  isAsked = true
  setTimeout(drawSeen)
}

export function forget(chart) {
  waiting.delete(chart)
}

function drawSeen() {
  drawAll([...waiting].filter(isSeen))
  if (waiting.size) requestAnimationFrame(() => setTimeout(drawRest))
  else isAsked = false
}

function drawRest() {
  isAsked = false
  drawAll([...waiting])
}

function drawAll(charts) {
  for (const chart of charts) {
    waiting.delete(chart)
    chart.measure()
  }
  for (const chart of charts) chart.draw()
}

function isSeen({ box }) {
  const place = box.getBoundingClientRect()
  return place.bottom > 0 && place.top < innerHeight
}
