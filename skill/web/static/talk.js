"use strict";
// The page: sends what was typed, shows what was heard, and what the profile remembers of it.
const $ = (id) => document.getElementById(id);
// Not randomUUID: a browser has that only where it trusts the address, and not every one trusts localhost.
const tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const TRIES = {
  en: ["reorder the coffee", "what am I running low on", "how much is it", "where's my order", "order my usual",
       "what did I order last week", "yes", "no", "cancel my order", "help", "stop"],
  de: ["bestell nochmal den Kaffee", "was geht zur Neige", "was kostet der", "wo bleibt meine Bestellung",
       "bestell das Übliche", "was hab ich letzte Woche bestellt", "ja", "nein", "storniere meine Bestellung", "Hilfe", "stopp"],
};
const LINES = 3;
const listening = new Set(); // households and languages in which a session is open
let last = Promise.resolve(); // sentences are said one after the other

function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function fill(list, items, empty) {
  $(list).replaceChildren(...(items.length ? items : [element("li", empty)]));
}

function turn(kind, who, text, lang) {
  const item = element("li", undefined, kind);
  if (who) item.append(element("span", `${who}: `, "hidden"));
  const words = element("span", text);
  if (lang) words.lang = lang;
  item.append(words);
  $("turns").append(item);
  return item;
}

const newest = () => $("turns").lastElementChild?.scrollIntoView({ block: "end" });

const here = () => `${$("customer").value} ${$("locale").value}`;

function state() {
  const open = listening.has(here());
  $("silent").disabled = !open;
  $("state").textContent = open ? "Alexa is listening."
    : $("turns").querySelector(".heard") ? "The session is over; the next sentence begins a new one." : "Nobody is talking yet.";
}

function people() {
  const known = JSON.parse($("customer").selectedOptions[0].dataset.people);
  $("person").replaceChildren(
    ...known.map((person) => new Option(person.child ? `${person.name} (child)` : person.name, person.name)),
    new Option("not recognised", ""),
  );
}

function tries() {
  const language = $("locale").value.slice(0, 2);
  const known = TRIES[language] ?? [];
  $("text").placeholder = known[0] ?? "";
  $("text").lang = language;
  $("tries").lang = language;
  $("tries").replaceChildren(...known.map((text) => {
    const button = element("button", text);
    button.type = "button";
    button.onclick = () => send("say", text);
    return button;
  }));
}

function send(act, text = "") {
  if (act === "say" && !text.trim()) return;
  const body = { tab, act, text, customer: $("customer").value, person: $("person").value, locale: $("locale").value };
  const place = here();
  $("profile").ariaBusy = "true";
  last = last.then(async () => {
    turn("said", "You", act === "say" ? text : act === "open" ? "(opens the skill)" : "(says nothing)", act === "say" && body.locale);
    newest();
    try {
      const answer = await fetch("/talk", { method: "POST", body: JSON.stringify(body) });
      const heard = await answer.json();
      if (!answer.ok) throw new Error(heard.error);
      listening[heard.open ? "add" : "delete"](place);
      show(heard, body.locale);
    } catch (problem) {
      turn("card", "", `No answer from the server: ${problem.message}`);
    }
    state();
    newest();
    await beside();
  });
}

function show(heard, locale) {
  const item = turn("heard", "Alexa", heard.speech || "(nothing is said)", locale);
  const more = element("details");
  const raw = element("pre", JSON.stringify({ request: heard.request, response: heard.response }, null, 1));
  raw.tabIndex = 0;
  more.append(element("summary", "request and response"), raw);
  item.append(more);
  if (!heard.card) return;
  const card = turn("card", "Card", heard.card.content ?? heard.card.text ?? "", locale);
  card.prepend(element("b", heard.card.title ?? { LinkAccount: "A card to link the account" }[heard.card.type] ?? heard.card.type));
}

function when(at) {
  const time = new Date(at), today = time.toDateString() === new Date().toDateString();
  return today ? time.toLocaleTimeString() : time.toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" });
}

function event(one) {
  const item = element("li");
  const slots = Object.entries(one.slots).map(([slot, value]) => `${slot}: ${value}`).join(", ");
  item.append(element("b", `${one.intent} → ${one.outcome.replaceAll("_", " ")}`),
    element("small", [when(one.at), one.channel, one.locale, one.person || "voice unknown", slots,
      shortened(one.products), one.order_id].filter(Boolean).join(" · ")));
  return item;
}

const shortened = (names) => names.slice(0, LINES).join(", ") + (names.length > LINES ? ` and ${names.length - LINES} more` : "");

function order(one) {
  const item = element("li");
  const total = new Intl.NumberFormat(undefined, { style: "currency", currency: one.currency }).format(one.total);
  item.append(element("b", shortened(one.lines.map((line) => `${line.quantity} × ${line.name}`))),
    element("small", `${new Date(one.at).toLocaleDateString()} · ${total} · ${one.progress.replaceAll("_", " ")}`));
  return item;
}

function meaning(one) {
  const item = element("li");
  const counts = [[one.chosen, "meant"], [one.refused, "not meant"]].filter(([times]) => times);
  item.append(element("b", `“${one.words}” → ${one.product_id}`),
    element("small", [one.person, ...counts.map(([times, how]) => `${times} × ${how}`)].join(" · ")));
  return item;
}

async function beside() {
  const customer = $("customer").value;
  let profile, problem;
  $("profile").ariaBusy = "true";
  try {
    const answer = await fetch(`/talk/${encodeURIComponent(customer)}`);
    profile = await answer.json();
    if (!answer.ok) problem = profile.error;
  } catch (failure) {
    problem = failure.message;
  }
  if (customer !== $("customer").value) return; // somebody else was chosen in the meantime
  $("profile").ariaBusy = "false";
  if (problem) {
    fill("timeline", [], `The profile cannot be read: ${problem}`);
    return;
  }
  fill("timeline", profile.timeline.map(event), "Nothing yet.");
  fill("cart", profile.cart.map((line) => element("li", `${line.quantity} × ${line.product}`)), "Empty.");
  fill("orders", profile.orders.map(order), "None.");
  fill("meanings", profile.meanings.map(meaning), "Nothing yet.");
}

function changed() {
  if ($("turns").children.length) {
    const who = [$("customer"), $("person")].map((choice) => choice.selectedOptions[0].text).join(", ");
    turn("note", "", `Now: ${who}, ${$("locale").value}`);
    newest();
  }
  state();
}

$("new").value = `new-${tab.slice(0, 8)}`; // nobody has ever met this one
$("say").onsubmit = (submitted) => { submitted.preventDefault(); const text = $("text").value; $("text").value = ""; send("say", text); };
$("open").onclick = () => send("open");
$("silent").onclick = () => send("silent");
$("customer").onchange = () => { people(); changed(); beside(); };
$("person").onchange = changed;
$("locale").onchange = () => { tries(); changed(); };
people(); tries(); state(); beside();
