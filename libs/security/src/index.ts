export { KeyRing } from './key-ring';
export { Passwords } from './passwords';
export { SecurityModule } from './security.module';
export { hashSecret, newSecret, sameSecret } from './tokens';
