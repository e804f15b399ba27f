/** Phones that are linked to the shop. */
export const devices = {
  title: "Phones",
  text: "The owner's phone sees the stations from anywhere, also when the light is out.",
  create: "Link a phone",
  scan: "Scan this with the phone's camera",
  orOpen: "or open this link on it",
  expires: (span: string) => `Works once, for ${span}`,
  expired: "This code has expired.",
  again: "New code",
  copyLink: "Copy the link",
  emptyTitle: "No phone is linked",
  linkedAt: (time: string) => `linked ${time}`,
  revoked: "Revoked",
  revoke: "Revoke",
  revokeTitle: (name: string) => `Revoke ${name}?`,
  revokeText:
    "That phone is signed out at its next request and sees nothing any more. To let it in again, link it again.",
  revokeDone: "Revoked.",
  fromDesktop: "A phone is linked from the shop's computer.",
  noCloud: "Linking a phone needs the cloud: set TURSO_DATABASE_URL and start again.",
};

export const pair = {
  title: "Link this phone",
  text: "Enter the code that the shop's computer shows.",
  code: "Code",
  name: "Name of this phone",
  defaultName: "Owner's phone",
  submit: "Link this phone",
  welcome: "This phone is linked.",
  signedOutTitle: "This phone is not linked",
  signedOutText: "On the shop's computer open Phones, choose “Link a phone” and scan the code.",
};
