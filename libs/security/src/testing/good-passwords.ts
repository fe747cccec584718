/** What every rule about passwords lets through. */
export const GOOD_PASSWORDS = [
  'correct-Horse-7-battery',
  'A-good-password-7',
  'Jabuticaba4Pares',
  'xK9#mm2Lq',
  'Ônibus-azul-42',
];
