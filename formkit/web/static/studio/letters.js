/** Letters as they are compared when something is sought: without case and marks, and with one i for all of Turkish. */
export const plain = (text) => text.toLowerCase().replaceAll('ı', 'i').normalize('NFKD').replace(/\p{M}/gu, '');
