import type { Messages } from "../messages-en.ts";

/** Phones that are linked to the shop. */
export const devices: Messages["devices"] = {
  title: "الموبايلات",
  text: "موبايل صاحب المحل بيشوف الأجهزة من أي مكان، حتى والنور قاطع.",
  create: "اربط موبايل",
  scan: "صوّر ده بكاميرا الموبايل",
  orOpen: "أو افتح اللينك ده عليه",
  expires: (span) => `بيشتغل مرة واحدة، قدامه ${span}`,
  expired: "الكود ده خلص وقته.",
  again: "كود جديد",
  copyLink: "انسخ اللينك",
  emptyTitle: "مفيش موبايل مربوط",
  linkedAt: (time) => `اتربط ${time}`,
  revoked: "اتفصل",
  revoke: "افصله",
  revokeTitle: (name) => `تفصل ${name}؟`,
  revokeText: "الموبايل ده هيخرج مع أول طلب ومش هيشوف حاجة تاني. عشان يرجع، اربطه من جديد.",
  revokeDone: "اتفصل.",
  fromDesktop: "الموبايل بيتربط من كمبيوتر المحل.",
  noCloud: "ربط الموبايل محتاج السحابة: ظبّط TURSO_DATABASE_URL وشغّل من جديد.",
};

export const pair: Messages["pair"] = {
  title: "اربط الموبايل ده",
  text: "اكتب الكود اللي ظاهر على كمبيوتر المحل.",
  code: "الكود",
  name: "اسم الموبايل ده",
  defaultName: "موبايل صاحب المحل",
  submit: "اربط الموبايل",
  welcome: "الموبايل اتربط.",
  signedOutTitle: "الموبايل ده مش مربوط",
  signedOutText: "على كمبيوتر المحل افتح «الموبايلات»، اختار «اربط موبايل» وصوّر الكود.",
};
