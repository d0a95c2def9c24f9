// Only on pages with a form that asks for a proof of work: solves a challenge as ALTCHA's own widget does (version 2).
const formkitProof = async (challenge) => {
  'use strict';
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (raw) => [...new Uint8Array(raw)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const how = { name: 'PBKDF2', salt: bytes(salt), iterations: cost, hash: 'SHA-256' };
  for (let counter = 0; counter < 1e6; counter++) {
    const password = new Uint8Array([...bytes(nonce), counter >>> 24, counter >>> 16, counter >>> 8, counter]);
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
};
