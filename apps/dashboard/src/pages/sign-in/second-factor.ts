/** Six digits are of the app, anything else is a recovery code. People type spaces into both. */
export function secondFactorOf(typed: string): { code: string } | { recovery_code: string } {
  const plain = typed.replaceAll(/[^A-Za-z0-9]/g, '');
  return /^\d{6}$/.test(plain) ? { code: plain } : { recovery_code: typed.replaceAll(/\s/g, '') };
}
