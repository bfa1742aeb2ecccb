"use strict";
// The page: sends what was typed, shows what was heard, and what the profile remembers of it.
const $ = (id) => document.getElementById(id);
const tab = crypto.randomUUID();
const TRIES = {
  en: ["reorder the coffee", "what am I running low on", "how much is it", "where's my order", "order my usual",
       "what did I order last week", "yes", "no", "cancel my order", "help", "stop"],
  de: ["bestell nochmal den Kaffee", "was geht zur Neige", "was kostet der", "wo bleibt meine Bestellung",
       "bestell das Übliche", "was hab ich letzte Woche bestellt", "ja", "nein", "storniere meine Bestellung", "Hilfe", "stopp"],
};

function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function turn(text, kind) {
  const item = element("li", text, kind);
  $("turns").append(item);
  item.scrollIntoView({ block: "end" });
  return item;
}

function people() {
  const option = $("customer").selectedOptions[0];
  const known = JSON.parse(option.dataset.people);
  $("person").replaceChildren(
    ...known.map((person) => {
      const choice = element("option", person.child ? `${person.name} (child)` : person.name);
      choice.value = person.name.toLowerCase();
      return choice;
    }),
    Object.assign(element("option", "not recognised"), { value: "" }),
  );
}

function tries() {
  $("tries").replaceChildren(...TRIES[$("locale").value.slice(0, 2)].map((text) => {
    const button = element("button", text);
    button.type = "button";
    button.onclick = () => send("say", text);
    return button;
  }));
}

async function send(act, text = "") {
  if (act === "say" && !text.trim()) return;
  turn(act === "say" ? text : act === "open" ? "(opens the skill)" : "(says nothing)", "said");
  const body = { tab, act, text, customer: $("customer").value, person: $("person").value, locale: $("locale").value };
  try {
    const answer = await fetch("/talk", { method: "POST", body: JSON.stringify(body) });
    const heard = await answer.json();
    if (!answer.ok) throw new Error(heard.error);
    show(heard);
  } catch (problem) {
    turn(`The server did not answer: ${problem.message}`, "card");
  }
  await beside();
}

function show(heard) {
  const item = turn(heard.speech || "(nothing is said)", "heard");
  const more = element("details");
  more.append(element("summary", "request and response"),
    element("pre", JSON.stringify({ request: heard.request, response: heard.response }, null, 1)));
  item.append(more);
  if (heard.card) turn(`${heard.card.title ?? heard.card.type}\n${heard.card.content ?? heard.card.text ?? ""}`, "card");
  $("state").textContent = heard.open ? "Alexa is listening." : "The session has ended; the next sentence opens a new one.";
}

async function beside() {
  const profile = await (await fetch(`/talk/${encodeURIComponent($("customer").value)}`)).json();
  const lines = profile.timeline.map((event) => {
    const item = element("li");
    const slots = Object.entries(event.slots ?? {}).map(([slot, value]) => `${slot}: ${value}`).join(", ");
    item.append(element("b", `${event.intent} → ${event.outcome.replaceAll("_", " ")}`),
      element("small", [new Date(event.at).toLocaleTimeString(), event.channel, event.locale, event.person || "voice unknown", slots,
        (event.products ?? []).slice(0, 3).join(", "), event.order_id].filter(Boolean).join(" · ")));
    return item;
  });
  $("timeline").replaceChildren(...(lines.length ? lines : [element("li", "Nothing yet.")]));
  const cart = profile.cart.map((line) => element("li", `${line.quantity} × ${line.product}`));
  $("cart").replaceChildren(...(cart.length ? cart : [element("li", "Empty.")]));
  const orders = profile.orders.map((order) => {
    const item = element("li");
    item.append(element("b", order.lines.map((line) => `${line.quantity} × ${line.name}`).join(", ")),
      element("small", `${new Date(order.at).toLocaleDateString()} · ${order.total} ${order.currency} · ${order.progress.replaceAll("_", " ")}`));
    return item;
  });
  $("orders").replaceChildren(...(orders.length ? orders : [element("li", "None.")]));
}

$("say").onsubmit = (event) => { event.preventDefault(); const text = $("text").value; $("text").value = ""; send("say", text); };
$("open").onclick = () => send("open");
$("silent").onclick = () => send("silent");
$("customer").onchange = () => { people(); beside(); };
$("locale").onchange = tries;
people(); tries(); beside();
