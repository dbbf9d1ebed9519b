/** This app's version, the same as in package.json (a test holds them together). Told to the office with every push. */
export const appVersion = '0.1.0'
