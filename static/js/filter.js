// Keeps addresses short and shareable: empty fields are left out when a filter form is sent.
// Nothing is sent by itself; the reader presses the button.

for (const form of document.querySelectorAll("form[data-filter]")) {
  form.addEventListener("formdata", (event) => {
    for (const [name] of [...event.formData.entries()]) {
      const values = event.formData.getAll(name).filter((value) => value !== "");
      event.formData.delete(name);
      values.forEach((value) => event.formData.append(name, value));
    }
  });
}
