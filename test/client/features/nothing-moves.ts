/** Watches the page: answers, once asked, each state in which a form stood, as whether these words stood with it. */
export const wordsStoodWithForm = (words: string): (() => boolean[]) => {
  const stood: boolean[] = []
  const watch = new MutationObserver(() => {
    if (document.querySelector('form') !== null) stood.push(document.body.textContent.includes(words))
  })
  watch.observe(document.body, { childList: true, subtree: true })
  return () => {
    watch.disconnect()
    return stood
  }
}
