import { useToast } from '#client/ui/toast.tsx'

/**
 * Says that something written was taken out of the open form, with *Undo*: `putBack` brings it back as it was, and answers
 * whether the form took it. One that was closed or saved meanwhile takes nothing: then the words are shown, for they are
 * nowhere else.
 */
export const useTakenOut = (): ((message: string, words: string, putBack: () => boolean) => void) => {
  const say = useToast()
  return (message, words, putBack) =>
    say({
      message,
      undo: () => {
        if (!putBack()) say({ message: `Not put back: the form is closed. It said: ${words}`, seconds: 600 })
      },
    })
}
