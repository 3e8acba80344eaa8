// Reads lines {secret, publicKey, headers, body} and answers each with {v1, v1a}: whether the signatures hold.
// v1 is checked by the reference library of Standard Webhooks, v1a by node's own ed25519.
import { createPublicKey, verify as checked } from "node:crypto";
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

const PREFIX = Buffer.from("302a300506032b6570032100", "hex"); // an ed25519 key in DER

function v1(known) {
  try {
    new Webhook(known.secret).verify(known.body, known.headers);
    return true;
  } catch {
    return false;
  }
}

function v1a(known) {
  const raw = Buffer.from(known.publicKey.slice("whpk_".length), "base64");
  const key = createPublicKey({ key: Buffer.concat([PREFIX, raw]), format: "der", type: "spki" });
  const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signatures } = known.headers;
  const signed = Buffer.from(`${id}.${at}.${known.body}`, "utf8");
  return signatures
    .split(" ")
    .filter((each) => each.startsWith("v1a,"))
    .some((each) => checked(null, signed, key, Buffer.from(each.slice(4), "base64")));
}

for await (const line of createInterface({ input: process.stdin })) {
  const known = JSON.parse(line);
  console.log(JSON.stringify({ v1: v1(known), v1a: v1a(known) }));
}
