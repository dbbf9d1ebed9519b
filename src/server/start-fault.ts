/**
 * Why the office cannot start, as one plain sentence for whoever started it. Printed as it is, and the process ends with
 * exit code 1.
 */
export class StartFault extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'StartFault'
  }
}
