// The ground on which everything of ours is drawn: light or dark, screen or paper.

// Colours arrive as the CSS text light-dark(LIGHT,DARK); plotly.js wants one of them.
const PAIR = /light-dark\((#[0-9A-Fa-f]+|rgba\([^)]*\)),\s*(#[0-9A-Fa-f]+|rgba\([^)]*\))\)/g

let printing = false
const listeners = new Set()

// Paper is light, whatever the screen is. Asking makes the browser work out its styles: once for all who ask at a time.
let known = null
export function shadeNow() {
  if (printing) return "light"
  if (!known) {
    const page = document.querySelector(".stApp") ?? document.documentElement
    known = getComputedStyle(page).colorScheme.includes("dark") ? "dark" : "light"
    setTimeout(() => (known = null))
  }
  return known
}

export function onShade(text, shade) {
  return text.replace(PAIR, shade === "dark" ? "$2" : "$1")
}

export function isPrinting() {
  return printing
}

// Calls back when paper takes the place of the screen and when it goes again; answers how to stop that.
export function onPaper(callback) {
  listeners.add(callback)
  return () => listeners.delete(callback)
}

function turn(now) {
  if (printing === now) return
  printing = now
  document.documentElement.classList.toggle("on-paper", now)
  for (const callback of listeners) callback()
}

addEventListener("beforeprint", () => turn(true))
addEventListener("afterprint", () => turn(false))
