/** A user name that an e-mail address suggests: the API takes letters of a to z and digits alone. */
export function userNameOf(email: string): string {
  const plain = (email.split('@')[0] ?? '').normalize('NFKD').toLowerCase();
  const name = plain.replaceAll(/[^a-z0-9]/g, '').slice(0, 50);
  return name.length < 3 ? '' : name;
}
