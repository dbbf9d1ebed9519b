/** Which release of Doorstep this page is, from package.json at build time; told to the office with each push. */
export const appVersion: string = import.meta.env['VITE_APP_VERSION'] ?? 'development'
