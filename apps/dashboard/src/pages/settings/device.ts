import Bowser from 'bowser';

export interface DeviceNames {
  browser: string | undefined;
  system: string | undefined;
}

/** What a browser says of itself, as people call it; a program that says something else has no names. */
export function namesOfDevice(userAgent: string | null): DeviceNames {
  if (userAgent === null || userAgent === '') return { browser: undefined, system: undefined };
  const { browser, os } = Bowser.parse(userAgent);
  // It calls a program that it does not know by an empty name.
  return { browser: browser.name || undefined, system: os.name || undefined };
}
