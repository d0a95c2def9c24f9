/** Words without accents and capitals, and with one i for all of Turkish: "cicek" finds Çiçek. */
export const plain = (text) => text.toLowerCase().replaceAll('ı', 'i').normalize('NFKD').replace(/\p{M}/gu, '');
