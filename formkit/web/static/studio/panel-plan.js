// What needs more than one edit: the server says which.
import { base, facts, resume, say, showing } from './wire.js';
import { tell } from './deeds.js';

/** The edits of a deed, the `version` that they are meant for, and the path of what is selected afterwards; with `message` where it can't be done. */
export async function planned(asked) {
  const query = new URLSearchParams({ page: showing().page, ...asked, path: JSON.stringify(asked.path), version: facts.version });
  await resume(); // what was typed before is in the file then
  const answer = await fetch(`${base}plan?${query}`, { headers: { Accept: 'application/json' } }).catch(() => null);
  if (!answer) return { message: say('offline'), edits: [] };
  const found = await answer.json();
  return answer.ok ? { ...found, message: '' } : { ...found, edits: [] };
}

/** Say what goes along with a deed, and offer to take it back. */
export const toldOf = (plan) => { if (plan.told) tell(plan.told, { again: true }); };

export const refused = (plan) => document.dispatchEvent(new CustomEvent('studio:refused', { detail: plan }));
