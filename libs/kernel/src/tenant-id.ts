/**
 * What a tenant may be called, wherever one is made. It begins the keys of stored files, which take no two dots in a
 * row; the table refuses the same (`tenants_id_shape`, `tenants_id_dots`).
 */
export const TENANT_ID = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
