import webPush from 'web-push'

/** `npm run notification-keys`: a new pair for the office's environment. Keep it: with another pair, each tablet must be opened once. */
const { publicKey, privateKey } = webPush.generateVAPIDKeys()
process.stdout.write(`VAPID_PUBLIC_KEY=${publicKey}\nVAPID_PRIVATE_KEY=${privateKey}\n`)
