// The script tag of @formspree/ajax: this stub, then global.js.
window.formspree = window.formspree || function () { (formspree.q = formspree.q || []).push(arguments); };
const asked = new URLSearchParams(location.search);
formspree('initForm', { formElement: '#contact', formId: asked.get('key'), origin: asked.get('endpoint') });
