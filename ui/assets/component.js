// What Streamlit calls after every run of the script, for each place on the page: the same object takes what is new.

const decoder = new TextDecoder()

// `Kind` is built for its place, takes texts, may tell the server something and comes to an end.
export function componentOf(Kind) {
  const all = new WeakMap()
  return ({ data, parentElement, setTriggerValue }) => {
    if (!all.has(parentElement)) all.set(parentElement, new Kind(parentElement))
    const one = all.get(parentElement)
    one.tell = setTriggerValue
    one.take(data instanceof Uint8Array ? decoder.decode(data) : "")
    return () => {
      all.delete(parentElement)
      one.end()
    }
  }
}

export function make(name, className, parent) {
  const made = document.createElement(name)
  if (className) made.className = className
  parent?.append(made)
  return made
}
