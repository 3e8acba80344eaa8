// Makes two pages livelier; everything works without it.
(() => {
  "use strict";

  const pulse = document.querySelector("[data-live]");

  function say(text, on) {
    pulse.textContent = text;
    pulse.classList.toggle("on", on);
  }

  function showCounts(figures) {
    for (const place of document.querySelectorAll("[data-count]")) {
      const [kind, state] = place.dataset.count.split(".");
      const text = String(figures[kind]?.[state] ?? 0);
      if (place.textContent !== text) place.textContent = text;
    }
  }

  function showSectors(sectors) {
    const widest = Math.max(1, ...sectors.map((each) => Math.max(each.worksheets, each.listed + each.forming)));
    for (const each of sectors) {
      const row = document.querySelector(`[data-sector="${CSS.escape(each.sector)}"]`);
      if (!row) continue;
      row.hidden = false;
      for (const cell of row.querySelectorAll("[data-cell]")) cell.textContent = String(each[cell.dataset.cell]);
      const [listed, forming] = row.querySelectorAll("rect");
      listed.setAttribute("width", String((100 * each.listed) / widest));
      forming.setAttribute("x", String((100 * each.listed) / widest));
      forming.setAttribute("width", String((100 * each.forming) / widest));
    }
    const empty = document.querySelector("[data-empty]");
    if (empty && sectors.length) empty.remove();
  }

  let source = null;

  // A hidden page hangs up: browsers open only six connections to a host.
  function follow() {
    if (source || document.hidden) return;
    source = new EventSource("/live");
    source.addEventListener("open", () => say("Live", true));
    source.addEventListener("counters", (event) => {
      const figures = JSON.parse(event.data);
      say("Live", true);
      showCounts(figures);
      showSectors(figures.sectors);
    });
    source.addEventListener("error", () => {
      say("Connecting again", false);
      if (source?.readyState === EventSource.CLOSED) {
        hangUp();
        setTimeout(follow, 5000);
      }
    });
  }

  function hangUp() {
    source?.close();
    source = null;
  }

  async function lookAgain() {
    const place = document.querySelector("[data-waiting]");
    if (!place) return;
    try {
      const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector(".answer");
      if (response.ok && fresh && !fresh.hasAttribute("data-waiting")) {
        place.replaceChildren(...fresh.childNodes);
        place.removeAttribute("data-waiting");
        document.title = page.title;
        return;
      }
    } catch {
      // the portal is away for a moment; the next look will tell
    }
    setTimeout(lookAgain, 1500);
  }

  if (pulse && "EventSource" in window) {
    follow();
    document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : follow()));
  }
  setTimeout(lookAgain, 1000);
  document.getElementById("errors")?.focus();
})();
