// Reads and writes the fields of the worksheet form, each as the draft keeps it.
"use strict";

const DraftFields = (() => {
  const part = (control) => (control.type === "checkbox" ? control.checked : control.value.replace(/\r\n/g, "\n"));
  const controls = (place) => [...place.querySelectorAll("[data-part]")];

  function row(place) {
    return Object.fromEntries(controls(place).map((control) => [control.dataset.part, part(control)]));
  }

  const blank = (value) => Object.values(value).every((each) => each === false || String(each).trim() === "");

  // What the field holds now.
  function read(slot) {
    switch (slot.dataset.shape) {
      case "rows":
        return [...slot.querySelectorAll("[data-row]")].map(row).filter((each) => !blank(each));
      case "person":
      case "answers":
        return row(slot);
      default:
        return part(slot.querySelector("[data-part]"));
    }
  }

  function fill(place, values) {
    for (const control of controls(place)) {
      const value = values?.[control.dataset.part];
      if (control.type === "checkbox") control.checked = value === true;
      else set(control, typeof value === "string" ? value : "");
    }
  }

  // A word that a list does not offer is still shown.
  function set(control, value) {
    if (control.tagName === "SELECT" && value && ![...control.options].some((each) => each.value === value)) {
      control.add(new Option(value, value));
    }
    control.value = value;
  }

  let made = 1000;

  // An empty row at the end; its names are made unlike any other.
  function addRow(slot) {
    const place = slot.querySelector("[data-rows]");
    if (place.children.length >= Number(place.dataset.most)) return null;
    const number = String(made++);
    const fresh = slot.querySelector("[data-blank]").content.cloneNode(true);
    for (const each of fresh.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "value", "aria-describedby"]) {
        if (each.getAttribute(name)?.includes("__n__")) each.setAttribute(name, each.getAttribute(name).replace("__n__", number));
      }
    }
    place.append(fresh);
    renumber(slot);
    return place.lastElementChild;
  }

  function renumber(slot) {
    slot.querySelectorAll("[data-row]").forEach((each, at) => {
      for (const text of [each.querySelector("legend"), each.querySelector("[data-remove] .unseen")]) {
        const pattern = (text.dataset.pattern ??= text.textContent.replace(/__m__|[0-9]+/, "__m__"));
        text.textContent = pattern.replace("__m__", String(at + 1));
      }
    });
  }

  function writeRows(slot, rows) {
    slot.querySelector("[data-rows]").replaceChildren();
    for (const values of rows) {
      const place = addRow(slot);
      if (place) fill(place, values);
    }
    addRow(slot);
  }

  // Shows a value that was read from the draft.
  function write(slot, value) {
    switch (slot.dataset.shape) {
      case "rows":
        return writeRows(slot, Array.isArray(value) ? value : []);
      case "person":
      case "answers":
        return fill(slot, value);
      default:
        return set(slot.querySelector("[data-part]"), typeof value === "string" ? value : "");
    }
  }

  function text(value) {
    if (Array.isArray(value)) return value.map(text).join("\n");
    if (value && typeof value === "object") return Object.values(value).filter((each) => typeof each === "string" && each).join(" · ");
    return typeof value === "string" ? value : "";
  }

  return { read, write, addRow, renumber, text };
})();
