;;;; Reads c2ffi files as a Lisp programmer does who has CFFI: its own generator, cffi/c2ffi, makes definitions of them,
;;;; which are compiled, loaded and called. Prints what came out as one JSON object.
;;;;
;;;; sbcl --script bindings.lisp zlib.spec sqlite3.spec FOLDER-FOR-WHAT-IS-GENERATED

(require :asdf)
(let ((*standard-output* (make-broadcast-stream)))
  (mapc #'asdf:load-system '(:cffi/c2ffi :cl-ppcre :yason)))

;; The generator wants cl-json, which Debian does not have; of it, only this one function.
(defpackage :json (:use) (:export #:decode-json))
(defun json:decode-json (stream)
  (yason:parse stream :object-as :alist
                      :object-key-fn (lambda (key) (intern (string-upcase key) :keyword))))

(handler-bind ((warning #'muffle-warning))
  (let ((*error-output* (make-broadcast-stream)))
    (load (asdf:system-relative-pathname :cffi "src/c2ffi/generator.lisp"))))

(defpackage :bindings (:use :common-lisp))
(in-package :bindings)

;;; Generating

(defvar *unexpected-keys*)
(defvar *other-warnings*)

(defun note-warning (warning)
  (let ((text (princ-to-string warning)))
    (if (uiop:string-prefix-p "Unexpected key(s)" text)
        (incf *unexpected-keys*)
        (push (subseq text 0 (min 120 (length text))) *other-warnings*)))
  (muffle-warning warning))

(defun load-bindings (spec-file package folder)
  "Makes Lisp of a c2ffi file and loads it into PACKAGE. Returns a plist of what was said on the way."
  (let ((*unexpected-keys* 0)
        (*other-warnings* '())
        (lisp-file (merge-pathnames (format nil "~(~a~).lisp" package) folder)))
    (handler-bind ((warning #'note-warning))
      (cffi/c2ffi::process-c2ffi-spec-file (pathname spec-file) package :output lisp-file))
    (let ((skipped (cl-ppcre:all-matches-as-strings "(?<=;; )[Ss]kipping .*" (uiop:read-file-string lisp-file))))
      (let ((*error-output* (make-broadcast-stream))
            (*standard-output* (make-broadcast-stream)))
        (handler-bind ((warning #'muffle-warning))
          (load (compile-file lisp-file))))
      (list :unexpected-keys *unexpected-keys*
            :warnings (coerce (reverse *other-warnings*) 'vector)
            :skipped (map 'vector #'skipped-name skipped)))))

(defun skipped-name (line)
  (let ((names (cl-ppcre:all-matches-as-strings "(?<=\\(:NAME \\. \")[^\"]*" line)))
    (car (last names))))

(defun call (package name &rest arguments)
  (apply (symbol-function (or (find-symbol name package) (error "no ~a in ~a" name package))) arguments))

(defun constant (package name)
  (symbol-value (or (find-symbol name package) (error "no ~a in ~a" name package))))

(defun type-of-struct (package name)
  (list :struct (or (find-symbol name package) (error "no ~a in ~a" name package))))

(defun defined-functions (package)
  (sort (loop :for symbol :being :the :present-symbols :of package
              :when (and (fboundp symbol) (not (uiop:string-prefix-p "%" (symbol-name symbol)))) ; CFFI's own for variables
                :collect (symbol-name symbol))
        #'string<))

;;; zlib

(defun slot (pointer type name)
  (cffi:foreign-slot-value pointer type (find-symbol name :zlib)))

(defun (setf slot) (value pointer type name)
  (setf (cffi:foreign-slot-value pointer type (find-symbol name :zlib)) value))

(defparameter *text* (format nil "~{~a ~}" (loop :repeat 500 :collect "the same words again")))

(defun compress-and-back ()
  "compress() and uncompress(): pointers to typedefs, and an unsigned long in and out."
  (cffi:with-foreign-string ((source length) *text* :null-terminated-p nil)
    (let ((room (call :zlib "compressBound" length)))
      (cffi:with-foreign-objects ((packed :unsigned-char room)
                                  (packed-length :unsigned-long)
                                  (again :unsigned-char length)
                                  (again-length :unsigned-long))
        (setf (cffi:mem-ref packed-length :unsigned-long) room
              (cffi:mem-ref again-length :unsigned-long) length)
        (list :compressed (call :zlib "compress" packed packed-length source length)
              :shorter (< (cffi:mem-ref packed-length :unsigned-long) (floor length 10))
              :uncompressed (call :zlib "uncompress" again again-length packed
                                  (cffi:mem-ref packed-length :unsigned-long))
              :same (string= *text* (cffi:foreign-string-to-lisp
                                     again :count (cffi:mem-ref again-length :unsigned-long))))))))

(defun deflate-through-struct ()
  "A z_stream used by its members: every offset has to be right for it to work."
  (let* ((type (type-of-struct :zlib "z_stream_s"))
         (size (cffi:foreign-type-size type))
         (version (call :zlib "zlibVersion")))
    (cffi:with-foreign-string ((source length) *text* :null-terminated-p nil)
      (cffi:with-foreign-objects ((stream :unsigned-char size)
                                  (packed :unsigned-char length)
                                  (again :unsigned-char length))
        (labels ((clear ()
                   (loop :for i :below size :do (setf (cffi:mem-aref stream :unsigned-char i) 0)))
                 (feed (from count into room)
                   (setf (slot stream type "next_in") from
                         (slot stream type "avail_in") count
                         (slot stream type "next_out") into
                         (slot stream type "avail_out") room)))
          (clear)
          (let* ((opened (call :zlib "deflateInit_" stream 9 version size))
                 (deflated (progn (feed source length packed length)
                                  (call :zlib "deflate" stream (constant :zlib "Z_FINISH"))))
                 (packed-length (slot stream type "total_out"))
                 (total-in (slot stream type "total_in"))
                 (closed (call :zlib "deflateEnd" stream)))
            (clear)
            (let* ((reopened (call :zlib "inflateInit_" stream version size))
                   (inflated (progn (feed packed packed-length again length)
                                    (call :zlib "inflate" stream (constant :zlib "Z_NO_FLUSH"))))
                   (total-out (slot stream type "total_out"))
                   (adler (slot stream type "adler"))
                   (reclosed (call :zlib "inflateEnd" stream)))
              (list :size size
                    :codes (list opened deflated closed reopened inflated reclosed)
                    :shorter (< 0 packed-length (floor length 10))
                    :total-in (= total-in length)
                    :total-out (= total-out length)
                    :adler (= adler (call :zlib "adler32" 1 source length))
                    :same (string= *text* (cffi:foreign-string-to-lisp again :count length))))))))))

(defun zlib-results ()
  (list :version (call :zlib "zlibVersion")
        :version-constant (constant :zlib "ZLIB_VERSION")
        :crc32 (cffi:with-foreign-string ((bytes length) "123456789" :null-terminated-p nil)
                 (call :zlib "crc32" 0 bytes length))
        :zerror (call :zlib "zError" (constant :zlib "Z_DATA_ERROR"))
        :compress (compress-and-back)
        :deflate (deflate-through-struct)
        :functions (defined-functions :zlib)))

;;; sqlite3

(defvar *rows* '())

(cffi:defcallback collect-row :int ((user :pointer) (count :int) (values :pointer) (names :pointer))
  (declare (ignore user))
  (push (loop :for i :below count
              :collect (format nil "~a=~a" (cffi:mem-aref names :string i) (cffi:mem-aref values :string i)))
        *rows*)
  0)

(defun decimal (number)
  (let ((*read-default-float-format* 'double-float))
    (princ-to-string number)))

(defun prepared-rows (db)
  (cffi:with-foreign-object (statement :pointer)
    (let* ((sql "select name, size, price from item where size > ? order by size")
           (prepared (call :sqlite3 "sqlite3_prepare_v2" db sql -1 statement (cffi:null-pointer)))
           (statement (cffi:mem-ref statement :pointer))
           (bound (call :sqlite3 "sqlite3_bind_int64" statement 1 (expt 2 40))))
      (list :codes (list prepared bound)
            :columns (loop :for i :below (call :sqlite3 "sqlite3_column_count" statement)
                           :collect (call :sqlite3 "sqlite3_column_name" statement i))
            :rows (loop :while (= (call :sqlite3 "sqlite3_step" statement) (constant :sqlite3 "SQLITE_ROW"))
                        :collect (list (cffi:foreign-string-to-lisp (call :sqlite3 "sqlite3_column_text" statement 0))
                                       (decimal (call :sqlite3 "sqlite3_column_int64" statement 1))
                                       (decimal (call :sqlite3 "sqlite3_column_double" statement 2))))
            :finalized (call :sqlite3 "sqlite3_finalize" statement)))))

(defun sqlite3-results ()
  (cffi:with-foreign-object (cell :pointer)
    (let* ((opened (call :sqlite3 "sqlite3_open" ":memory:" cell))
           (db (cffi:mem-ref cell :pointer)))
      (flet ((run (sql callback)
               (call :sqlite3 "sqlite3_exec" db sql callback (cffi:null-pointer) (cffi:null-pointer))))
        (list :version (call :sqlite3 "sqlite3_libversion_number")
              :version-constant (constant :sqlite3 "SQLITE_VERSION_NUMBER")
              ;; extern const char sqlite3_version[]: its address is that of the text
              :version-text (cffi:foreign-string-to-lisp
                             (cffi:get-var-pointer (find-symbol "sqlite3_version" :sqlite3)))
              :version-text-constant (constant :sqlite3 "SQLITE_VERSION")
              :opened opened
              :created (run "create table item (name, size, price);
                             insert into item values ('small', 1, 0.5), ('large', 1099511627777, 2.25),
                                                     ('grün', 1099511627778, -1e100)"
                            (cffi:null-pointer))
              :executed (run "select count(*) as n, max(size) as most from item" (cffi:callback collect-row))
              :callback (reverse *rows*)
              :prepared (prepared-rows db)
              :refused (run "select x from nowhere" (cffi:null-pointer))
              :message (call :sqlite3 "sqlite3_errmsg" db)
              :closed (call :sqlite3 "sqlite3_close" db)
              :functions (defined-functions :sqlite3))))))

;;; Output

(defun jsonable (value)
  "A plist as an object, another list as an array; NIL is false, so that an empty list has to be a vector."
  (cond ((null value) 'yason:false)
        ((and (consp value) (keywordp (first value)))
         (alexandria:plist-hash-table
          (loop :for (key member) :on value :by #'cddr
                :collect (string-downcase key) :collect (jsonable member))
          :test 'equal))
        ((consp value) (mapcar #'jsonable value))
        (t value)))

(destructuring-bind (zlib-spec sqlite3-spec folder) (uiop:command-line-arguments)
  (cffi:load-foreign-library "libz.so.1")
  (cffi:load-foreign-library "libsqlite3.so.0")
  (let* ((zlib (load-bindings zlib-spec :zlib folder))
         (sqlite3 (load-bindings sqlite3-spec :sqlite3 folder)))
    (yason:encode (jsonable (list :zlib (append zlib (zlib-results))
                                  :sqlite3 (append sqlite3 (sqlite3-results)))))))
