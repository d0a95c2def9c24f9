// Reads {endpoint, key, times, pairs | fields} on standard input; submits as @formspree/core does; prints each outcome.
import { createClient } from '@formspree/core';

const { endpoint, key, times, pairs, fields } = JSON.parse(await new Response(process.stdin).text());

function body() {
  if (fields) return fields;
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  form.append('attachment', new Blob([]), '');
  return form;
}

const client = createClient();
const outcomes = [];
for (let time = 0; time < times; time++) {
  const found = await client.submitForm(key, body(), { endpoint });
  if (found.kind !== 'error') outcomes.push({ kind: found.kind, next: found.next });
  else {
    const inFields = found.getAllFieldErrors().flatMap(([field, errors]) => errors.map((one) => ({ field, ...one })));
    outcomes.push({ kind: 'error', errors: [...found.getFormErrors(), ...inFields] });
  }
}
console.log(JSON.stringify(outcomes));
