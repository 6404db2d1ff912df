// What makes the page nicer. Everything works without it but passkeys, which browsers give to scripts alone.
"use strict";

// Filters apply as soon as a choice is made with the mouse; typing waits for Enter or the button, and so do those of the
// panel: several are chosen together, a language and its level above all, and the next page has the panel closed.
for (const form of document.querySelectorAll("form.filters")) {
  // Arrow keys walk through a list's choices: who chooses by keyboard presses Enter or the button (WCAG 3.2.2).
  let byKey = false;
  form.addEventListener("keydown", () => (byKey = true));
  form.addEventListener("pointerdown", () => (byKey = false));
  form.addEventListener("change", (event) => {
    if (!byKey && event.target.matches("p > select") && !event.target.closest("details")) form.requestSubmit();
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

// One box ticks all lines of the page.
for (const all of document.querySelectorAll("input.all")) {
  all.labels[0].hidden = false;
  all.addEventListener("change", () => {
    for (const box of all.form.querySelectorAll('input[name="id"], input[name="letter"]')) box.checked = all.checked;
  });
}

// A usual reason is filled in; what was typed stays before it.
for (const list of document.querySelectorAll("select[data-fills]")) {
  list.closest("[hidden]").hidden = false;
  list.addEventListener("change", () => {
    const field = document.getElementById(list.dataset.fills), typed = field.value.trim();
    const isOurs = [...list.options].some((one) => one.value === typed);
    field.value = isOurs ? list.value : [typed, list.value].filter(Boolean).join(" ");
  });
}

// Single keys, which can be turned off (WCAG 2.1.4): they follow a link, or go to a field or section.
const keysOn = document.getElementById("keys-on");
if (keysOn) {
  keysOn.checked = localStorage.getItem("keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    if (!keysOn.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const aim = event.key === "?" ? document.querySelector("#keys summary") : document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!aim) return;
    event.preventDefault();
    if (event.key === "?") aim.parentElement.open = true;
    if (aim.matches("a")) aim.click();
    else aim.scrollIntoView({ block: "nearest" }), (aim.querySelector("input:not([type=hidden])") ?? aim).focus();
  });
}

// A passage that a link led to is brought to the middle, unless it is seen from the page's beginning.
const passage = document.getElementById("passage");
if (passage && location.hash !== "#sheet") {
  scrollTo({ top: 0, behavior: "instant" });
  if (passage.getBoundingClientRect().bottom > innerHeight) passage.scrollIntoView({ block: "center", behavior: "instant" });
}

// In a page that is larger than its box the marked passage, or else the first word that was looked for, is brought into sight.
function showMark(box) {
  const picture = box?.querySelector(".sheet img"), mark = box?.querySelector(".marks .chosen, .marks .found");
  const show = () => {
    const [frame, aim] = [box, mark].map((one) => one.getBoundingClientRect());
    box.scrollBy({ left: aim.left - frame.left - frame.width / 3, top: aim.top - frame.top - frame.height / 3, behavior: "instant" });
  };
  if (mark && picture.complete) show();
  else if (mark) picture.addEventListener("load", show, { once: true });
}
showMark(document.querySelector("main > .reading.large .sheet, main > #paper .large .sheet"));

// Part of the page that a link leads to is brought into this one: what is being typed elsewhere stays. The newest holds.
let brought = 0;
async function bring(link, id) {
  const mine = ++brought, answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html"), part = page.getElementById(id);
  if (!answer.ok || !part) return location.assign(link.href);
  if (mine !== brought) return undefined;
  const key = link.dataset.key, held = document.getElementById(id).contains(link);
  document.getElementById(id).replaceWith(part);
  if (held) (part.querySelector(key ? `[data-key="${CSS.escape(key)}"]` : "a.fold") ?? part).focus({ preventScroll: true });
  return page;
}

// A paper is shown beside the decision as long as that place is in sight; a row's details come into the row.
const papers = document.getElementById("papers");
async function showPaper(link) {
  const page = await bring(link, "paper");
  if (!page) return;
  const title = page.querySelector("h1").textContent;
  papers.querySelector("a.whole").href = link.href;
  document.getElementById("papers-told").textContent = title;
  for (const tab of papers.querySelectorAll(".tabs a")) {
    if (tab.pathname === link.pathname) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  papers.scrollTo({ top: 0, behavior: "instant" });
  showMark(papers.querySelector(".large .sheet"));
  showMark(papers);
  if (!papers.querySelector(".marks .chosen")) papers.querySelector("#passage")?.scrollIntoView({ block: "center", behavior: "instant" });
}
addEventListener("click", (event) => {
  const link = event.target.closest?.("a");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const isPaper = /^\/(documents|mails)\/\d+$/.test(link.pathname) && link.matches("#papers a:not(.whole), .quotes a, .period a");
  if (isPaper && papers?.checkVisibility()) event.preventDefault(), showPaper(link);
  else if (link.matches("a.fold")) event.preventDefault(), bring(link, link.closest("[id]").id);
});

// A passkey: the browser is asked what the form carries, and its answer goes with the form. Binary values are base64url.
const fromText = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function passkeyOptions(json) {
  const options = JSON.parse(json);
  options.challenge = fromText(options.challenge);
  if (options.user) options.user.id = fromText(options.user.id);
  for (const known of [...(options.allowCredentials ?? []), ...(options.excludeCredentials ?? [])]) known.id = fromText(known.id);
  return options;
}

function passkeyAnswer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return JSON.stringify({ id: credential.id, rawId: toText(credential.rawId), type: credential.type, response });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = form.querySelector("button"), fault = form.querySelector(".fault");
    button.disabled = true;
    fault.hidden = true;
    try {
      const publicKey = passkeyOptions(form.dataset.options);
      form.elements.answer.value = passkeyAnswer(await navigator.credentials[form.dataset.passkey]({ publicKey }));
      form.submit();
    } catch {
      fault.hidden = false;
      button.disabled = false;
    }
  });
}

// What is typed into a template is shown at once as a candidate's letter; the newest answer holds.
for (const form of document.querySelectorAll("form[data-live]")) {
  let asked = 0, pause;
  const show = async () => {
    const mine = ++asked, whose = form.elements.application?.value;
    if (!whose) return;
    const answer = await fetch(form.dataset.live + whose, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.ok && mine === asked) document.getElementById("live").innerHTML = await answer.text();
  };
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(show, 250);
  });
}

// A form whose text is kept nowhere else is not left without the browser's own question; what it sends takes it along.
for (const form of document.querySelectorAll("form[data-kept]")) {
  let typed = form.dataset.kept === "typed";
  form.addEventListener("input", () => (typed = true));
  form.addEventListener("submit", () => (typed = false));
  addEventListener("beforeunload", (event) => typed && event.preventDefault());
}

// Nobody sends a form twice by a double click. One that is answered with a file leaves the page as it is, with what was
// typed: its buttons go on working.
addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches('form[method="post"]:not([data-saves])')) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
