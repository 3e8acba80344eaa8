// Saves the worksheet while somebody types, shows what others change, and keeps what the server has not got yet.
// The form works without this script.
(() => {
  "use strict";

  const form = document.querySelector("form[data-draft]");
  if (!form || !window.fetch) return;

  const PAUSE = 700; // ms after the last key
  const LONGEST = 1200; // ms that anything typed waits at most
  const LOOK = 4000; // ms between two looks for what others typed
  const words = JSON.parse(form.dataset.words);
  const say = (text, values = {}) => words[text].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const id = form.dataset.draft;
  const address = `/api/v1/drafts/${id}`;
  const shelf = `cityteams-draft:${id}`;
  let turn = 0;
  const device = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  const slots = new Map([...form.querySelectorAll("[data-field]")].filter((slot) => slot.querySelector("[data-part], [data-rows]")).map((slot) => [slot.dataset.field, slot]));
  const status = document.querySelector("[data-saved]");

  let looked = Number(form.dataset.revision);
  const seen = new Map([...slots.keys()].map((name) => [name, looked])); // since when this window knows each field
  let known = new Map([...slots].map(([name, slot]) => [name, JSON.stringify(DraftFields.read(slot))]));
  if (!looked) known.set("language", '""'); // what the page proposes is saved with the first word
  const clashes = new Map();
  const rejected = new Map();
  let there = looked > 0;
  let since = 0;
  let timer = 0;
  let busy = false;
  let tries = 0;
  let flushed = false;

  for (const panel of form.querySelectorAll(".clash")) clashes.set(panel.closest("[data-field]").dataset.field, null);

  function touched() {
    const changes = {};
    for (const [name, slot] of slots) {
      const now = JSON.stringify(DraftFields.read(slot));
      if (now !== known.get(name) && !clashes.has(name) && rejected.get(name) !== now) changes[name] = JSON.parse(now);
    }
    return changes;
  }

  // What the server has not got yet outlives the window; the copy goes when it is saved.
  function remember(changes) {
    try {
      if (Object.keys(changes).length) localStorage.setItem(shelf, JSON.stringify({ seen: Object.fromEntries(seen), changes }));
      else localStorage.removeItem(shelf);
    } catch {
      // private windows have no shelf; the server is enough
    }
  }

  function typed() {
    const changes = touched();
    remember(changes);
    if (!Object.keys(changes).length) return;
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
  }

  // Fields go together that this window has known since the same moment; the others follow at once.
  function oldest(changes) {
    const revision = Math.min(...Object.keys(changes).map((name) => seen.get(name)));
    return [revision, Object.fromEntries(Object.entries(changes).filter(([name]) => seen.get(name) === revision))];
  }

  async function save() {
    clearTimeout(timer);
    if (busy) return void (timer = setTimeout(save, 100));
    const [revision, changes] = oldest(touched());
    if (!Object.keys(changes).length) return void (since = 0);
    busy = true;
    since = 0;
    status.textContent = say("Saving");
    try {
      const response = await fetch(address, {
        method: "PATCH",
        keepalive: JSON.stringify(changes).length < 60000,
        headers: { "Content-Type": "application/json", "If-Match": `"${revision}"` },
        body: JSON.stringify({ changes, device, turn: ++turn, round_id: form.dataset.round }),
      });
      await answered(response, changes);
      tries = 0;
    } catch {
      again();
    }
    busy = false;
    if (Object.keys(touched()).length) typed();
  }

  function again(text = "Not saved yet; trying again") {
    status.textContent = say(text);
    clearTimeout(timer);
    timer = setTimeout(save, Math.min(30000, 1000 * 2 ** tries++));
  }

  async function answered(response, changes) {
    if (response.status === 401) throw signedOut();
    if (response.status >= 500 || response.status === 429) throw new Error("away");
    const answer = await response.json();
    if (!("revision" in answer)) return refused(changes, answer);
    for (const [name, why] of Object.entries(answer.fields ?? {})) refuse(name, changes[name], why);
    for (const name of answer.saved.filter((each) => each in changes)) accept(name, changes[name], answer.revision);
    for (const each of answer.conflicts) clash(each);
    begun();
    remember(touched());
    if (answer.saved_at) showSaved(answer.saved_at);
    if (answer.checklist.length) showChecks(answer.checklist);
  }

  function signedOut() {
    remember(touched());
    tries = Math.max(tries, 3);
    setTimeout(() => (status.textContent = say("You are signed out. Sign in in another tab; your text is kept here.")));
    return new Error("signed out");
  }

  function refused(changes, answer) {
    for (const name of Object.keys(changes)) refuse(name, changes[name], answer.detail ?? "");
  }

  // A field that the server cannot keep waits until it is changed; the others go on.
  function refuse(name, value, why) {
    rejected.set(name, JSON.stringify(value));
    note(slots.get(name), `${say("This field could not be saved")}: ${why}`);
  }

  function accept(name, value, revision) {
    if (!slots.has(name)) return;
    known.set(name, JSON.stringify(value));
    seen.set(name, revision);
    rejected.delete(name);
    note(slots.get(name), "");
  }

  function note(slot, text) {
    let place = slot.querySelector("[data-note]");
    if (!place && !text) return;
    if (!place) {
      place = document.createElement("p");
      place.className = "error";
      place.dataset.note = "";
      place.setAttribute("role", "alert");
      slot.prepend(place);
    }
    place.textContent = text;
    place.hidden = !text;
  }

  // The draft is there now: its own address, so that a reload comes back to it.
  function begun() {
    there = true;
    if (location.pathname.endsWith("/new")) history.replaceState(null, "", `/worksheets/${id}/edit${location.search.includes("lang=") ? location.search : ""}`);
  }

  function showSaved(moment) {
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
    status.textContent = say("Saved {when}", { when });
  }

  function showChecks(checks) {
    const list = document.querySelector("[data-checklist]");
    document.querySelector("[data-nochecks]").hidden = true;
    const met = document.querySelector("[data-met]");
    met.hidden = false;
    met.textContent = say("{count} of {all} rules are met", { count: checks.filter((each) => each.met).length, all: checks.length });
    list.replaceChildren(...checks.filter((each) => !each.met).map((each) => {
      const item = document.createElement("li");
      item.className = each.level;
      const mark = Object.assign(document.createElement("span"), { className: "mark-of", textContent: each.level === "block" ? "✗" : "!" });
      mark.setAttribute("aria-hidden", "true");
      const state = each.level === "block" ? "Needed" : "Advice";
      const hidden = Object.assign(document.createElement("span"), { className: "unseen", textContent: `${say(state)}: ` });
      const link = Object.assign(document.createElement("a"), { href: `#${each.field}`, textContent: each.sentence });
      item.append(mark, " ", hidden, link);
      return item;
    }));
  }

  // Both texts beside each other; nothing is saved in this field until one is chosen.
  function clash(each, apart = false) {
    const slot = slots.get(each.field);
    clashes.set(each.field, each);
    slot.querySelector(".clash")?.remove();
    const panel = document.createElement("div");
    panel.className = "clash";
    panel.setAttribute("role", "alert");
    const heading = Object.assign(document.createElement("h3"), { textContent: `${slot.dataset.label}: ${say("Somebody else changed this meanwhile")}` });
    const sides = Object.assign(document.createElement("div"), { className: "sides" });
    sides.append(side("Yours", "", each.yours, "Keep mine", () => mine(each, apart)), side("Theirs", each.name, each.theirs, "Take theirs", () => theirs(each)));
    panel.append(heading, sides);
    slot.prepend(panel);
  }

  function side(title, name, value, button, act) {
    const place = Object.assign(document.createElement("div"), { className: "side" });
    const head = Object.assign(document.createElement("p"), { textContent: name ? `${say(title)} (${name})` : say(title) });
    const shown = Object.assign(document.createElement("div"), { className: "words", dir: "auto", textContent: DraftFields.text(value) || say("Nothing") });
    const choice = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: say(button) });
    choice.addEventListener("click", act);
    place.append(head, shown, choice);
    return place;
  }

  function mine(each, apart) {
    if (apart) DraftFields.write(slots.get(each.field), each.yours);
    known.set(each.field, JSON.stringify(each.theirs));
    settled(each);
    if (JSON.stringify(DraftFields.read(slots.get(each.field))) === known.get(each.field)) return;
    typed();
  }

  function theirs(each) {
    DraftFields.write(slots.get(each.field), each.theirs);
    known.set(each.field, JSON.stringify(DraftFields.read(slots.get(each.field))));
    settled(each);
    remember(touched());
  }

  function settled(each) {
    clashes.delete(each.field);
    seen.set(each.field, each.revision);
    const slot = slots.get(each.field);
    slot.querySelector(".clash").remove();
    slot.querySelector("[data-part]")?.focus();
  }

  // What others typed appears in fields that nobody touches here; a field touched on both sides becomes a choice.
  async function look() {
    if (!there || document.hidden || busy) return;
    try {
      const response = await fetch(address, { headers: { "If-None-Match": `"${looked}"` } });
      if (response.status === 200) show(await response.json());
    } catch {
      // the portal is away for a moment; the next look will tell
    }
  }

  function show(draft) {
    const changes = touched();
    for (const [name, slot] of slots) {
      const theirs = draft.fields[name];
      if (!theirs || theirs.revision <= seen.get(name) || clashes.has(name)) continue;
      if (JSON.stringify(theirs.value) !== known.get(name)) {
        if (name in changes) {
          clash({ field: name, yours: changes[name], theirs: theirs.value, name: "", revision: theirs.revision });
          continue;
        }
        if (slot.contains(document.activeElement)) continue; // shown when the cursor has left it
        DraftFields.write(slot, theirs.value);
        known.set(name, JSON.stringify(DraftFields.read(slot)));
      }
      seen.set(name, theirs.revision);
    }
    if ([...slots.keys()].every((name) => (draft.fields[name]?.revision ?? 0) <= seen.get(name))) looked = draft.revision;
    showSaved(draft.saved_at);
    if (draft.checklist.length) showChecks(draft.checklist);
  }

  // Whether all of an older text is still in the newer one: a browser that was killed may leave a copy behind that is
  // older than what it had saved.
  function holds(newer, older) {
    if (typeof older === "string") return typeof newer === "string" && newer.includes(older.trim());
    if (older === null || typeof older !== "object") return newer === older;
    return Object.entries(older).every(([key, each]) => holds(newer?.[key], each));
  }

  // What an earlier window could not save any more is typed again here; where the draft has moved on, one chooses.
  function recover() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(shelf) ?? "null");
    } catch {
      return;
    }
    if (!kept?.changes) return;
    for (const [name, value] of Object.entries(kept.changes)) {
      const slot = slots.get(name);
      if (!slot) continue;
      if (Number(slot.dataset.since) <= Number(kept.seen?.[name] ?? 0)) DraftFields.write(slot, value);
      else if (!holds(DraftFields.read(slot), value)) {
        const theirs = JSON.parse(known.get(name));
        clash({ field: name, yours: value, theirs, name: "", revision: Number(slot.dataset.since) }, true);
      }
    }
    save();
  }

  function count(area) {
    let place = area.parentElement.querySelector("[data-count-of]");
    if (!place) {
      place = Object.assign(document.createElement("p"), { className: "hint counter" });
      place.dataset.countOf = "";
      area.after(place);
    }
    const left = Number(area.dataset.longest) - [...area.value.trim().normalize("NFC")].length;
    place.textContent = left >= 0 ? say("{count} characters left", { count: left }) : say("{count} characters too many", { count: -left });
    place.classList.toggle("error", left < 0);
    place.hidden = left > 1000;
  }

  form.addEventListener("input", (event) => {
    if (event.target.matches?.("textarea[data-longest]")) count(event.target);
    typed();
  });
  form.addEventListener("change", typed);
  form.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-add], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const slot = button.closest("[data-field]");
    if (button.matches("[data-add]")) DraftFields.addRow(slot)?.querySelector("[data-part]")?.focus();
    else {
      button.closest("[data-row]").remove();
      DraftFields.renumber(slot);
      slot.querySelector("[data-add]").focus();
    }
    typed();
  });
  // What was typed is saved before the page goes; a conflict that is still open is told again by the server.
  form.addEventListener("submit", async (event) => {
    form.querySelector("[name=revision]").value = String(there ? Math.min(...seen.values()) : 0);
    if (flushed || (!busy && !Object.keys(touched()).length)) return;
    event.preventDefault();
    await Promise.race([flush(), new Promise((done) => setTimeout(done, 3000))]);
    flushed = true;
    form.requestSubmit(event.submitter);
  });

  async function flush() {
    for (let turn = 0; turn < 20 && (busy || Object.keys(touched()).length); turn++) {
      if (busy) await new Promise((done) => setTimeout(done, 100));
      else await save();
    }
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? save() : look()));
  window.addEventListener("pagehide", () => save());
  recover();
  for (const area of form.querySelectorAll("textarea[data-longest]")) count(area);
  setInterval(look, LOOK);
})();
