// Talks to a running skill with virtual-alexa, an Alexa client from npm that knows only the interaction model.
//
// standard input:  {"url", "model", "locale", "skill", "user", "person", "says": ["", "reorder the coffee", "yes"]}
//                  "" opens the skill, "AMAZON.NoIntent" is that intent without a sentence;
//                  "person" is empty when the voice is not recognised
// standard output: one line of JSON a turn: {"intent", "slots", "response"}

const fs = require("node:fs");
const { VirtualAlexa } = require("virtual-alexa");

async function main() {
  const wanted = JSON.parse(fs.readFileSync(0, "utf8"));
  const alexa = VirtualAlexa.Builder()
    .interactionModelFile(wanted.model)
    .locale(wanted.locale)
    .skillURL(wanted.url)
    .applicationID(wanted.skill)
    .create();
  alexa.context().user().setID(wanted.user);
  let sent;
  alexa.filter((request) => {
    sent = request;
    if (wanted.person) {
      request.context.System.person = {
        personId: wanted.person,
        authenticationConfidenceLevel: { level: 300 },
      };
    }
  });
  for (const said of wanted.says) {
    const answer = await (said === ""
      ? alexa.launch()
      : said.startsWith("AMAZON.")
        ? alexa.intend(said)
        : alexa.utter(said));
    const intent = sent.request.intent || { name: sent.request.type, slots: {} };
    const slots = Object.values(intent.slots || {}).filter((slot) => slot.value);
    console.log(
      JSON.stringify({
        intent: intent.name,
        slots: Object.fromEntries(slots.map((slot) => [slot.name, slot.value])),
        response: answer.response,
      }),
    );
  }
}

main().catch((problem) => {
  console.error(problem);
  process.exit(1);
});
