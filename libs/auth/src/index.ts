export { Forbidden, Unauthenticated } from './auth.errors';
export { AuthModule } from './auth.module';
export { Authenticate } from './authenticate.service';
export type { Caller, Role, Scope } from './caller';
export { type Action, mayDo } from './policy';
export { SignIn, type SignedIn } from './sign-in.service';
