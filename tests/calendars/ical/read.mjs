// Reads a calendar on standard input with ical.js and prints what it says, one object for each event.
import ICAL from "ical.js";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const calendar = new ICAL.Component(ICAL.parse(Buffer.concat(chunks).toString("utf-8")));
const first = (component, name) => component.getFirstPropertyValue(name);
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    title: event.summary,
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
    place: event.location ?? "",
    status: first(component, "status"),
    stamp: first(component, "dtstamp").toJSDate().toISOString(),
  };
});
const refresh = calendar.getFirstProperty("refresh-interval");
process.stdout.write(JSON.stringify({
  name: first(calendar, "name"),
  method: first(calendar, "method"),
  refresh: refresh && [refresh.type.toUpperCase(), String(refresh.getFirstValue())],
  events,
}));
