import { plural } from '../../panel/words'

export const words = {
  status: {
    online: 'Online',
    offline: 'No network',
    allSent: 'Everything is sent',
    pending: (count: number) => `${plural(count, 'entry', 'entries')} waiting to be sent`,
    kept: 'What you enter is kept on this tablet and sent when the network is back.',
    signedOut: 'Your session has ended. Nothing is lost: sign in, and what waits is sent.',
    otherUser: 'Somebody else is signed in here now. What waits is kept for you, unseen by others.',
    sending: 'Sending…',
    lastSent: (clock: string) => `last contact ${clock}`,
    sendNow: 'Send now',
    signIn: 'Sign in',
    conflicts: (count: number) => `${plural(count, 'entry needs', 'entries need')} your decision`,
    show: 'Show',
  },
  conflicts: {
    title: 'Not accepted by the server',
    lead: 'Nothing here was thrown away. Decide for each entry; later entries of the same work wait for it.',
    entered: (moment: string) => `entered ${moment}`,
    yours: 'You entered',
    server: 'The server says',
    changed: (moment: string) => `changed there ${moment}`,
    changedBy: (name: string, moment: string) => `changed there by ${name}, ${moment}`,
    state: (status: string) => `its state there: ${status}`,
    again: 'Send mine again',
    discard: 'Discard mine',
    sure: 'Discard it for good?',
    keep: 'Keep it',
    copy: 'Copy',
    copied: 'Copied',
    file: (name: string, size: string) => `Photo ${name} (${size})`,
  },
  discardedUpload: 'This belongs to a photo that was discarded. Discard it, or enter it again.',
  cannotKeep:
    'This browser cannot keep entries (private window, or no room left). Stay online, or free some space.',
} as const
