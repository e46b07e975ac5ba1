// Character counters: <output data-count-for="ID"> inside .counter[data-limit] follows the field with that id.
// Counted are characters as people see them (a kanji with a variation selector is one), as the server does.

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

export function countCharacters(text) {
  const normal = text.replace(/\r\n/g, "\n");
  return segmenter === null ? [...normal].length : [...segmenter.segment(normal)].length;
}

function update(root, field) {
  if (field.id === "") return;
  const output = root.querySelector(`output[data-count-for="${CSS.escape(field.id)}"]`);
  if (output === null) return;
  const count = countCharacters(field.value);
  output.value = String(count);
  const counter = output.closest("[data-limit]");
  counter?.toggleAttribute("data-over", count > Number(counter.dataset.limit));
}

export function startCounters(root) {
  root.addEventListener("input", (event) => {
    if (event.target.matches?.("input, textarea")) update(root, event.target);
  });
  // Browsers restore text after "back" without an event; counts must follow.
  window.addEventListener("pageshow", () => {
    for (const output of root.querySelectorAll("output[data-count-for]")) {
      const field = root.getElementById(output.dataset.countFor);
      if (field !== null) update(root, field);
    }
  });
}
