// What makes the page nicer. Everything works without it.
"use strict";

// Filters apply as soon as a choice is made; typing still waits for Enter or the button.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("p > select")) form.requestSubmit();
  });
  // What is not chosen stays out of the address; columns as at first as well.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) {
      if (value === "") event.formData.delete(name);
    }
    const boxes = [...form.querySelectorAll('input[name="col"]')];
    if (boxes.every((box) => box.checked === box.defaultChecked) && !new URLSearchParams(location.search).has("col")) {
      event.formData.delete("col");
    }
    if (event.formData.get("size") === "50") event.formData.delete("size");
  });
}

// A passage that a link led to is brought to the middle, unless it is seen from the page's beginning.
const passage = document.getElementById("passage");
if (passage) {
  scrollTo({ top: 0, behavior: "instant" });
  if (passage.getBoundingClientRect().bottom > innerHeight) passage.scrollIntoView({ block: "center", behavior: "instant" });
}

// Nobody sends a form twice by a double click.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
