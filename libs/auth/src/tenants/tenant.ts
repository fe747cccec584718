/** Who may see what others downloaded from a course: the whole tenant, who teaches it, or who asked for it alone. */
export const COURSE_FILES = ['everyone', 'staff', 'owner'] as const;
export type CourseFiles = (typeof COURSE_FILES)[number];

/**
 * Who signs in with Google: nobody, people who have an account here, or also everybody of the Workspace domain, who get
 * an account when they come.
 */
export const GOOGLE_SIGN_IN = ['off', 'members', 'domain'] as const;
export type GoogleSignInMode = (typeof GOOGLE_SIGN_IN)[number];

/** A school or an organisation. */
export interface Tenant {
  id: string;
  name: string;
  courseFiles: CourseFiles;
  googleSignIn: GoogleSignInMode;
  /** The Workspace domain, in lower case. */
  googleDomain: string | null;
  /** What it may store; null: as the configuration says; 0: no limit. */
  quotaBytes: number | null;
  /** Admins sign in with a code, too, or can do nothing but add an authenticator app. */
  requireSecondFactorForAdmins: boolean;
  createdAt: Date;
}

export type TenantChange = Partial<Omit<Tenant, 'id' | 'createdAt'>>;
