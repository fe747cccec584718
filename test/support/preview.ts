/** Asks for every address that could take a token, as previews of links and browsers that fetch ahead do. */
export async function preview(origin: string, token: string): Promise<void> {
  const paths = ['register', 'setup', 'sign-in', 'invitations'].flatMap((route) => [
    `/auth/${route}?token=${token}&invitation=${token}`,
    `/auth/${route}/${token}`,
  ]);
  for (const path of paths) {
    for (const method of ['GET', 'HEAD']) {
      const { status } = await fetch(`${origin}${path}`, { method, redirect: 'manual' });
      if (status >= 500) throw new Error(`${method} ${path}: ${String(status)}`);
    }
  }
}
