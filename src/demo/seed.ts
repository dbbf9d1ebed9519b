/** Everything in the invented place follows from these words and the day on which it is made. */
export const SEED = 'larkmere'
