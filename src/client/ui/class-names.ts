/** Joins the class names that apply: `classNames(styles.row, isCurrent && styles.current)`. */
export const classNames = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter((name) => typeof name === 'string' && name !== '').join(' ')
