/** A wait that can be called off. Milliseconds. */
export const after = (milliseconds: number): { over: Promise<'over'>; cancel: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<'over'>((resolve) => {
    timer = setTimeout(() => resolve('over'), milliseconds)
  })
  return { over, cancel: () => clearTimeout(timer) }
}
