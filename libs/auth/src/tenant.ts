/** Who may see what others downloaded from a course: the whole tenant, who teaches it, or who asked for it alone. */
export const COURSE_FILES = ['everyone', 'staff', 'owner'] as const;
export type CourseFiles = (typeof COURSE_FILES)[number];

/** A school or an organisation. */
export interface Tenant {
  id: string;
  name: string;
  courseFiles: CourseFiles;
  createdAt: Date;
}

export type TenantChange = Partial<Pick<Tenant, 'name' | 'courseFiles'>>;
