declare module 'json-mask' {
  /** Google's partial response language applied to an object. */
  export default function mask(object: object, fields: string): unknown;
}
